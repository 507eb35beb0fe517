package dev.zoomstatus;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlNoDriversForInteractiveAuthException;
import org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlNoIntegratedAuthException;
import org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlServerUntrustedCertificateSqlException;
import org.springframework.jms.JmsException;

/**
 * Classes of others that are looked up by name, which a native binary must know beforehand: those that routes name, and
 * those that Flyway asks, by reflection, about each failure to connect; without them it fails itself, and says nothing of
 * the ledger.
 */
@RegisterForReflection(
        targets = {
            Exception.class,
            JmsException.class,
            FlywaySqlServerUntrustedCertificateSqlException.class,
            FlywaySqlNoIntegratedAuthException.class,
            FlywaySqlNoDriversForInteractiveAuthException.class
        })
final class ReflectedClasses {

    private ReflectedClasses() {}
}
