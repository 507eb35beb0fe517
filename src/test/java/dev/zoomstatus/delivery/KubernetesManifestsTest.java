package dev.zoomstatus.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Kubernetes manifests, read as strictly as an API server with {@code --validate=strict}. */
class KubernetesManifestsTest {

    private static final Path FOLDER = Path.of("src/main/kubernetes");
    private static final Path BASE = FOLDER.resolve("base");
    private static final Path SEVERAL = FOLDER.resolve("overlays/postgresql");

    private static final Map<String, Class<?>> KINDS = Map.of(
            "apps/v1 Deployment", Deployment.class,
            "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
            "v1 Service", Service.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

    /** The model keeps fields that it does not know; here they are mistakes. */
    private static final ObjectMapper STRICT = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated method) {
                    return false;
                }
            })
            .build();

    static Stream<Path> manifests() throws IOException {
        return Stream.of(BASE, SEVERAL).flatMap(KubernetesManifestsTest::resources);
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyFieldIsKnownToItsKind(Path file) throws IOException {
        JsonNode manifest = STRICT.readTree(Files.readString(file));
        String kind = manifest.path("apiVersion").asText() + " "
                + manifest.path("kind").asText();

        assertThat(STRICT.treeToValue(manifest, KINDS.get(kind))).isNotNull();
    }

    @Test
    void aFieldThatIsMisspeltIsFound() throws IOException {
        String misspelt = Files.readString(BASE.resolve("deployment.yaml")).replace("runAsNonRoot", "runAsNoRoot");

        assertThatThrownBy(() -> STRICT.readValue(misspelt, Deployment.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("runAsNoRoot");
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void theKustomizationNamesIt(Path file) throws IOException {
        String kustomization = Files.readString(file.resolveSibling("kustomization.yaml"));

        assertThat(kustomization).contains(file.getFileName().toString());
    }

    @Test
    void thePodMayDoNoMoreThanItNeeds() throws IOException {
        PodSpec pod = pod();
        Container container = pod.getContainers().get(0);

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactlyInAnyOrder("/data", "/tmp");
    }

    @Test
    void secretsComeByReference() throws IOException {
        List<EnvVar> variables = Stream.of(BASE, SEVERAL)
                .map(folder -> folder.resolve("deployment.yaml"))
                .flatMap(file -> deployment(file).getSpec().getTemplate().getSpec().getContainers().stream())
                .flatMap(container -> container.getEnv().stream())
                .toList();

        assertThat(variables)
                .filteredOn(variable -> variable.getValueFrom() != null)
                .allMatch(variable -> variable.getValueFrom().getSecretKeyRef() != null)
                .extracting(EnvVar::getName)
                .containsExactlyInAnyOrder(
                        "ZOOM_ACCOUNT_ID",
                        "ZOOM_CLIENT_ID",
                        "ZOOM_CLIENT_SECRET",
                        "LEDGER_USERNAME",
                        "LEDGER_PASSWORD");
    }

    @Test
    void theProbesAskWhatTheApplicationAnswers() throws IOException {
        Container container = pod().getContainers().get(0);

        assertThat(path(container.getStartupProbe())).isEqualTo("/observe/health/live");
        assertThat(path(container.getLivenessProbe())).isEqualTo("/observe/health/live");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/observe/health/ready");
        assertThat(container.getPorts().get(0).getContainerPort()).isEqualTo(9876);
    }

    @Test
    void theEmbeddedLedgerNeverHasTwoProcesses() {
        Deployment deployment = deployment(BASE.resolve("deployment.yaml"));

        assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
    }

    @Test
    void theDisruptionBudgetIsThatOfThePods() throws IOException {
        PodDisruptionBudget budget =
                STRICT.readValue(BASE.resolve("poddisruptionbudget.yaml").toFile(), PodDisruptionBudget.class);
        JsonNode kustomization =
                STRICT.readTree(BASE.resolve("kustomization.yaml").toFile());

        assertThat(budget.getSpec().getSelector().getMatchLabels())
                .isEqualTo(STRICT.convertValue(kustomization.at("/labels/0/pairs"), Map.class));
    }

    @Test
    void severalInstancesShareTheirFolder() throws IOException {
        PersistentVolumeClaim claim =
                STRICT.readValue(SEVERAL.resolve("persistentvolumeclaim.yaml").toFile(), PersistentVolumeClaim.class);

        assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteMany");
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
        return probe.getHttpGet().getPath();
    }

    private static PodSpec pod() {
        return deployment(BASE.resolve("deployment.yaml"))
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static Deployment deployment(Path file) {
        try {
            return STRICT.readValue(file.toFile(), Deployment.class);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    private static Stream<Path> resources(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("kustomization.yaml")).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(folder + " cannot be listed", e);
        }
    }
}
