// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Holds docker-compose.yml against what the code reads, for no container runs in the build. */
class ComposeFileTest {

    private static final String KEY_HASH = "site:" + "0".repeat(64);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):([-?])([^}]*)}");

    private JsonNode file = MissingNode.getInstance();

    @BeforeEach
    void readFile() throws IOException {
        // This parser resolves aliases and merge keys as compose does; Jackson's own does not.
        Object yaml = new Yaml().load(Files.readString(Path.of("..", "docker-compose.yml")));
        file = new ObjectMapper().valueToTree(yaml);
    }

    static List<ServiceKind> services() {
        return ServiceKind.all();
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldRunEachServiceByItsCommandWithSettingsThatItKnows(ServiceKind kind) {
        JsonNode service = file.path("services").path(kind.command());
        assertThat(service.path("command").path(0).asText()).isEqualTo(kind.command());
        Map<String, String> environment = environment(service);
        Set<String> known = kind.definition().get().configKeys().keySet().stream()
                .map(key -> key.toUpperCase(Locale.ROOT).replace('.', '_'))
                .collect(Collectors.toSet());
        assertThat(known).containsAll(environment.keySet());
        Settings settings = SettingsLoader.load(kind.definition().get(), kind.module(), new String[0], environment);
        assertThat(settings.text("kafka.bootstrap.servers")).isEqualTo(insideListener());
        if (!kind.command().equals("registry")) {
            JsonNode registry = file.path("services").path("registry");
            assertThat(settings.text("schema.registry.url"))
                    .isEqualTo("http://registry:" + environment(registry).get("REGISTRY_HTTP_PORT"));
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldCheckAndPublishThePortThatTheServiceListensOn(ServiceKind kind) {
        JsonNode service = file.path("services").path(kind.command());
        Settings settings =
                SettingsLoader.load(kind.definition().get(), kind.module(), new String[0], environment(service));
        int port = settings.integer(kind.module() + ".http.port");
        assertThat(service.path("healthcheck").path("test").toString()).contains("http://127.0.0.1:" + port + "/");
        for (JsonNode published : service.path("ports")) {
            assertThat(published.asText()).isEqualTo("127.0.0.1:" + port + ":" + port);
            assertThat(settings.text(kind.module() + ".http.host")).isEqualTo("0.0.0.0");
        }
    }

    @Test
    void shouldGiveEachServiceAPortOfItsOwnByDefault() {
        List<Object> ports = ServiceKind.all().stream()
                .map(kind -> kind.definition().get().defaultValues().get(kind.module() + ".http.port"))
                .toList();
        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void shouldKnowEveryServiceOfOursAndPinEveryImage() {
        Set<String> ours = new HashSet<>();
        file.path("services").properties().forEach(service -> {
            String image = service.getValue().path("image").asText();
            assertThat(image).matches("[a-z/]+:[0-9]+[0-9.]*");
            if (image.startsWith("leadstream:")) {
                ours.add(service.getKey());
                assertThat(service.getValue().path("build").asText()).isEqualTo(".");
            }
            assertThat(service.getValue().path("healthcheck").path("test")).isNotEmpty();
        });
        assertThat(ours)
                .isEqualTo(ServiceKind.all().stream().map(ServiceKind::command).collect(Collectors.toSet()));
    }

    @Test
    void shouldListenOnLoopbackOnly() {
        file.path("services").forEach(service -> service.path("ports")
                .forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
    }

    @Test
    void shouldWaitOnlyForServicesThatExist() {
        file.path("services")
                .forEach(service -> service.path("depends_on").properties().forEach(needed -> {
                    assertThat(file.path("services").has(needed.getKey())).isTrue();
                    assertThat(needed.getValue().path("condition").asText()).isEqualTo("service_healthy");
                }));
    }

    @Test
    void shouldWriteIntoTheDatabaseThatIsMade() {
        Map<String, String> database = environment(file.path("services").path("postgres"));
        Map<String, String> sink = environment(file.path("services").path("conversion-sink"));
        assertThat(sink.get("SINK_JDBC_URL"))
                .isEqualTo("jdbc:postgresql://postgres:5432/" + database.get("POSTGRES_DB"));
        assertThat(sink.get("SINK_JDBC_USER")).isEqualTo(database.get("POSTGRES_USER"));
        assertThat(sink.get("SINK_JDBC_PASSWORD")).isEqualTo(database.get("POSTGRES_PASSWORD"));
    }

    @Test
    void shouldKeepDataInVolumesThatAreDeclared() {
        file.path("services").forEach(service -> service.path("volumes").forEach(volume -> {
            String name = volume.asText().split(":", 2)[0];
            assertThat(file.path("volumes").has(name)).isTrue();
        }));
    }

    @Test
    void shouldRunThisMainInTheImage() throws IOException {
        String image = Files.readString(Path.of("..", "Dockerfile"));
        assertThat(image).contains("io.leadstream.standalone.Leadstream\"]").contains("-pl standalone -am package");
        assertThat(Stream.of(image.split("\n")).filter(line -> line.startsWith("FROM")))
                .allMatch(line -> line.matches("FROM eclipse-temurin:17\\.[0-9._]+-(jdk|jre)-noble.*"));
    }

    private String insideListener() {
        String advertised =
                environment(file.path("services").path("kafka")).getOrDefault("KAFKA_ADVERTISED_LISTENERS", "");
        return advertised.split(",", 2)[0].replaceFirst("^[A-Z]+://", "");
    }

    private static Map<String, String> environment(JsonNode service) {
        Map<String, String> environment = new HashMap<>();
        service.path("environment")
                .properties()
                .forEach(entry -> environment.put(
                        entry.getKey(), substituted(entry.getValue().asText())));
        return environment;
    }

    /** Takes the default of a variable, and for one that must be given something that could be. */
    private static String substituted(String value) {
        Matcher variable = VARIABLE.matcher(value);
        return variable.replaceAll(found -> found.group(2).equals("-") ? found.group(3) : KEY_HASH);
    }
}
