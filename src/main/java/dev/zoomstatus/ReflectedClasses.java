package dev.zoomstatus;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import org.springframework.jms.JmsException;

/** Classes of others that routes name: Camel looks them up by name, which a native binary must know beforehand. */
@RegisterForReflection(targets = {Exception.class, IOException.class, JmsException.class})
final class ReflectedClasses {

    private ReflectedClasses() {}
}
