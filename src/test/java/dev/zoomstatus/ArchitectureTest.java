package dev.zoomstatus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.ledger.LedgerDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependencies between packages go one way, and there is one clock. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.zoomstatus");

    @ParameterizedTest(name = "{0} knows only: {1}")
    @CsvSource({
        "change, ''",
        "data, ''",
        "alert, change",
        "ledger, change data",
        "zoom, change",
        "trace, change ledger",
        "intake, change data ledger trace",
        "results, change data ledger",
        "audit, change data ledger trace",
        "cleanup, data ledger",
        "dispatch, change ledger zoom alert trace",
        "jms, change ledger alert",
        "health, change data ledger zoom jms"
    })
    void aPackageKnowsOnly(String name, String others) {
        String[] allowed = Stream.concat(
                        Stream.of(name), Arrays.stream(others.split(" ")).filter(other -> !other.isEmpty()))
                .map(other -> "dev.zoomstatus." + other)
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage("dev.zoomstatus." + name)
                .should()
                .onlyDependOnClassesThat(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(allowed)
                                .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage(
                                        "dev.zoomstatus..")))
                .check(CLASSES);
    }

    /** With several instances it is the database's: their machines' may be apart. */
    @Test
    void onlyTheLedgerSaysWhichClockCounts() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(LedgerDatabase.class, DataFolder.class) // which dates files, as their disk does
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(CLASSES);
    }

    @Test
    void thereAreNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("dev.zoomstatus.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
