package dev.zoomstatus.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A digest as webhook and queue get it. */
final class DigestJson {

    private DigestJson() {}

    /** The JSON object; Slack and Teams show its {@code text}, programs read the rest. */
    static String of(Digest digest) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("text", escaped("zoom-user-status " + digest.text()));
        json.put("kind", digest.kind().name());
        json.put("count", digest.count());
        digest.examples().forEach(json.putArray("examples")::add);
        json.put("since", digest.since().toString());
        json.put("until", digest.until().toString());
        json.put("application", "zoom-user-status");
        return json.toString();
    }

    /**
     * Takes Slack's control characters for what they are (Slack, "Formatting text for app surfaces": replace these three and
     * only these), so that a user named {@code <!channel>} calls nobody and nothing becomes a link under another name.
     */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
