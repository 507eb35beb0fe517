package dev.zoomstatus.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** Camel's file component on a real folder, looked into when a test says so; what it takes is deleted. */
final class Inbox implements AutoCloseable {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ConsumerTemplate consumer;
    private final String uri;

    /** Looks into a folder, with a bean for one of the component's options. */
    Inbox(Path folder, String option, Object bean) {
        camel.getRegistry().bind("bean", bean);
        camel.start();
        consumer = camel.createConsumerTemplate();
        uri = "file:" + folder + "?recursive=true&delete=true&" + option + "=#bean";
    }

    /** Looks once: the names of the files that may be taken now. */
    List<String> take() {
        List<String> names = new ArrayList<>();
        for (Exchange next = next(); next != null; next = next()) {
            names.add(next.getMessage().getHeader(Exchange.FILE_NAME, String.class));
            consumer.doneUoW(next);
        }
        return names;
    }

    @Override
    public void close() {
        consumer.stop();
        camel.stop();
    }

    /** The next file that may be taken now, if any; it is left where it is. */
    @Nullable
    Exchange next() {
        return consumer.receiveNoWait(uri);
    }
}
