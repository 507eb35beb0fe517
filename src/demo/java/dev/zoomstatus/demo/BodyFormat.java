package dev.zoomstatus.demo;

/** The two ways the action is written in a body. */
public enum BodyFormat {
    /** As the seed has it. */
    MULTIPART,
    /** As Zoom's current contract has it. */
    JSON
}
