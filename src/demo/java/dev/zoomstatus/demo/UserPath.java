package dev.zoomstatus.demo;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the user out of {@code /v2/users/{userId}/status}. */
final class UserPath {

    private static final Pattern PATH = Pattern.compile("/v2/users/([^/?#]+)/status");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-F]{2})");
    /** What a path segment may hold as it is; {@code + & = , ;} could be read in two ways and must be encoded. */
    private static final Pattern CANONICAL = Pattern.compile("(?:[A-Za-z0-9._~!$'()*:@-]|%[0-9A-F]{2})+");

    private UserPath() {}

    static String user(RawRequest request) throws ContractViolation {
        String target = request.target();
        if (target.contains("?")) {
            throw new ContractViolation("the path has a query");
        }
        Matcher path = PATH.matcher(target);
        if (!path.matches()) {
            throw new ContractViolation("the path is not /v2/users/{userId}/status with one segment for the user");
        }
        String segment = path.group(1);
        if (!CANONICAL.matcher(segment).matches()) {
            throw new ContractViolation("the user is not percent-encoded properly");
        }
        String user = decode(segment);
        if (user.equalsIgnoreCase("me")) {
            throw new ContractViolation("'me' is the owner of the account");
        }
        if (user.equals(".") || user.equals("..")) {
            throw new ContractViolation("the user is a step in the path");
        }
        return user;
    }

    private static String decode(String segment) throws ContractViolation {
        ByteBuffer bytes = ByteBuffer.allocate(segment.length());
        Matcher escape = ESCAPE.matcher(segment);
        for (int i = 0; i < segment.length(); ) {
            if (escape.region(i, segment.length()).lookingAt()) {
                bytes.put(unescape(escape.group(1)));
                i = escape.end();
            } else {
                bytes.put((byte) segment.charAt(i));
                i++;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new ContractViolation("the user is not encoded as UTF-8");
        }
    }

    private static byte unescape(String hex) throws ContractViolation {
        int value = Integer.parseInt(hex, 16);
        if (value < 128 && (Character.isLetterOrDigit(value) || "-._~".indexOf(value) >= 0)) {
            throw new ContractViolation("the user has a letter, digit or -._~ percent-encoded");
        }
        return (byte) value;
    }
}
