package dev.zoomstatus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a native binary would miss only at run time, looked for on the JVM: it has no class, method or resource that the
 * build has not been told of, and route files are text to the build.
 */
class NativeReadinessTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.zoomstatus");

    private static final Set<String> REFLECTED_OF_OTHERS = Arrays.stream(ReflectedClasses.class
                    .getAnnotation(RegisterForReflection.class)
                    .targets())
            .map(Class::getName)
            .collect(Collectors.toSet());

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aStepIsABeanThatIsCalledByItsInterface(Path file) throws IOException {
        for (JsonNode step : read(file).findValues("process")) {
            assertThat(bean(step.path("ref").asText()).isAssignableTo(Processor.class))
                    .as(step.toString())
                    .isTrue();
        }
    }

    @Test
    void whatFlywayAsksAboutAFailureToConnectIsKnown() {
        assertThat(new ClassFileImporter().importClass(FlywaySqlException.class).getDirectDependenciesFromSelf())
                .extracting(dependency -> dependency.getTargetClass().getName())
                .filteredOn(name -> name.matches(".*[.]sqlExceptions[.].*Exception"))
                .isNotEmpty()
                .isSubsetOf(REFLECTED_OF_OTHERS);
    }

    @ParameterizedTest
    @MethodSource("files")
    void noMethodIsLookedUpByItsName(Path file) throws IOException {
        JsonNode routes = read(file);

        assertThat(routes.findValues("bean")).isEmpty();
        assertThat(routes.findValues("method")).isEmpty();
        assertThat(routes.findValuesAsText("simple"))
                .allMatch(expression ->
                        expression.matches("[^$]*\\$\\{(body|exception|exchangeProperty\\.[a-zA-Z]+)}[^$]*"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyBeanThatAnEndpointNamesExists(Path file) throws IOException {
        List<String> values = new ArrayList<>();
        read(file).findValues("parameters").forEach(all -> all.forEach(value -> values.add(value.asText())));
        read(file).findValues("onRedeliveryRef").forEach(value -> values.add("#" + value.asText()));

        assertThat(values.stream().filter(value -> value.startsWith("#")).map(value -> value.substring(1)))
                .allMatch(name -> named().containsKey(name));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyClassThatIsNamedIsRegisteredForReflection(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        read(file).findValues("exception").forEach(all -> all.forEach(name -> names.add(name.asText())));

        assertThat(names)
                .allMatch(name -> name.startsWith("dev.zoomstatus.")
                        ? CLASSES.get(name).isAnnotatedWith(RegisterForReflection.class)
                        : REFLECTED_OF_OTHERS.contains(name));
    }

    @Test
    void aBeanThatCamelReadsByReflectionIsRegistered() throws IOException {
        for (Path file : files()) {
            for (JsonNode name : read(file).findValues("onRedeliveryRef")) {
                assertThat(bean(name.asText()).isAnnotatedWith(RegisterForReflection.class))
                        .as(name.asText())
                        .isTrue();
            }
        }
    }

    @Test
    void recordsThatAreWrittenAsJsonAreRegistered() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.isAnnotatedWith("com.fasterxml.jackson.annotation.JsonPropertyOrder")))
                .isNotEmpty()
                .allMatch(type -> type.isAnnotatedWith(RegisterForReflection.class));
    }

    @Test
    void everyResourceIsOneThatTheBuildTakesIn() throws IOException {
        Path resources = Path.of("src/main/resources");
        try (Stream<Path> files = Files.walk(resources)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> resources.relativize(file).toString()))
                    // Flyway's extension takes its migrations in, Quarkus the services.
                    .allMatch(file -> file.matches("db/ledger/V\\d+__\\w+\\.sql|META-INF/services/[\\w.]+"));
        }
        assertThat(Files.readString(Path.of("application.properties")))
                .contains("quarkus.native.resources.includes=routes/*.camel.yaml,application.properties");
    }

    private static JavaClass bean(String name) {
        return Objects.requireNonNull(named().get(name), () -> "no bean is named " + name);
    }

    /** The types of all beans that have a name, those that a method makes too. */
    private static Map<String, JavaClass> named() {
        Map<String, JavaClass> named = new TreeMap<>();
        CLASSES.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Named.class))
                .forEach(method ->
                        named.put(method.getAnnotationOfType(Named.class).value(), method.getRawReturnType()));
        CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(Named.class))
                .forEach(type -> named.put(type.getAnnotationOfType(Named.class).value(), type));
        return named;
    }

    private static JsonNode read(Path file) throws IOException {
        return new YAMLMapper().readTree(file.toFile());
    }
}
