package dev.zoomstatus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** The randomness of the application; its clock is the ledger's. */
@ApplicationScoped
public class Environment {

    /** Made by the container. */
    public Environment() {}

    /** Randomness good enough to spread retries. */
    @Produces
    @Singleton
    RandomGenerator random() {
        return () -> ThreadLocalRandom.current().nextLong();
    }
}
