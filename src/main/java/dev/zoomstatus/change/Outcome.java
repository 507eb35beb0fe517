package dev.zoomstatus.change;

/** How a status change ended. The names are part of result files, replies and the audit trail: never rename one. */
public enum Outcome {
    /** Zoom did it (any 2xx). */
    UPDATED,
    /** Zoom refused it for this user; trying again would not help. */
    REJECTED,
    /** Zoom knows no such user. */
    NOT_FOUND,
    /** Gave up after retrying, or Zoom gave an answer that is in no table. */
    FAILED,
    /** Never accepted: the row or message makes no sense. */
    INVALID,
    /** The same request, with the same content, was accepted before. */
    DUPLICATE,
    /** Waited for a retry when a later change of the same user came due; not called again. */
    SUPERSEDED
}
