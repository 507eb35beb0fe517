package dev.zoomstatus.dispatch;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The call was not made; the change goes back as it was. */
@RegisterForReflection // named in routes/on-failure.camel.yaml
public class NotSentException extends Exception {

    private static final long serialVersionUID = 1L;

    NotSentException(String why) {
        super(why);
    }
}
