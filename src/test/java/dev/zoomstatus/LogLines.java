package dev.zoomstatus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a log category says, as it says it. */
public final class LogLines extends ExtHandler {

    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final Logger logger;

    /** Listens to that category until closed. */
    public LogLines(String category) {
        logger = Logger.getLogger(category);
        logger.addHandler(this);
    }

    /** The messages so far. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    protected void doPublish(ExtLogRecord entry) {
        messages.add(new PatternFormatter("%m").format(entry));
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
