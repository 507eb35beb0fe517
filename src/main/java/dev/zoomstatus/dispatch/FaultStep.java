package dev.zoomstatus.dispatch;

import dev.zoomstatus.zoom.ZoomAnswer;
import dev.zoomstatus.zoom.ZoomAnswer.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code fault}: something in here broke during a call, so that its answer counts as lost. */
@ApplicationScoped
@Named("fault")
public class FaultStep implements Processor {

    /** Made by the container. */
    public FaultStep() {}

    @Override
    public void process(Exchange exchange) {
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String message =
                "a fault of this application, see its log: " + fault.getClass().getSimpleName();
        exchange.setProperty(
                CallProperties.ANSWER, new ZoomAnswer(Kind.TRY_AGAIN, null, null, message, null, null, false, null));
        exchange.setProperty(CallProperties.KIND, Kind.TRY_AGAIN.name());
        exchange.getMessage().removeHeaders("*"); // the token with them
    }
}
