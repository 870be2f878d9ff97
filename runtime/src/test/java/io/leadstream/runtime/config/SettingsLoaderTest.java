// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {

    private static final String[] NO_ARGS = {};

    @TempDir
    Path dir;

    private final ConfigDef def = CommonSettings.define("scoring", 8082)
            .define(
                    "scoring.batch.size",
                    ConfigDef.Type.INT,
                    100,
                    ConfigDef.Range.between(1, 1000),
                    ConfigDef.Importance.HIGH,
                    "Size of a batch.")
            .define("scoring.webhook.key", ConfigDef.Type.PASSWORD, "", ConfigDef.Importance.HIGH, "Signs webhooks.");

    @Test
    void shouldUseBuiltInValuesWhenNothingIsGiven() {
        Settings settings = load(Map.of());
        assertThat(settings.integer("scoring.batch.size")).isEqualTo(100);
        assertThat(settings.text("kafka.bootstrap.servers")).isEqualTo("localhost:9092");
        assertThat(settings.integer("scoring.http.port")).isEqualTo(8082);
    }

    @Test
    void shouldLetEachLayerWinOverTheOneBeforeWhenAllAreGiven() throws IOException {
        String config = file("scoring.batch.size=2\nscoring.http.port=2\nlog.format=json\n");
        Map<String, String> env = Map.of("SCORING_BATCH_SIZE", "3", "SCORING_HTTP_PORT", "3");
        Settings settings = load(env, "--config", config, "--scoring.batch.size=4");
        assertThat(settings.integer("scoring.batch.size")).isEqualTo(4);
        assertThat(settings.integer("scoring.http.port")).isEqualTo(3);
        assertThat(settings.text("log.format")).isEqualTo("json");
    }

    @Test
    void shouldNameTheNearestKeyWhenAKeyIsUnknown() throws IOException {
        String config = file("scoring.batch.sice=2\n");
        assertThat(mistakes(Map.of("SCORING_HTTP_PROT", "1"), "--config=" + config, "--log.fromat=json"))
                .containsExactlyInAnyOrder(
                        "environment variable SCORING_HTTP_PROT is not a setting; did you mean SCORING_HTTP_PORT?",
                        "log.fromat (command line) is not a setting; did you mean log.format?",
                        "scoring.batch.sice (file " + config + ") is not a setting; did you mean scoring.batch.size?");
    }

    @Test
    void shouldIgnoreTheEnvironmentWhenItOnlyLooksSimilar() {
        Map<String, String> env = Map.of("SCORING_STREAM_SERVICE_HOST", "10.0.0.1", "PATH", "/bin");
        assertThat(load(env).integer("scoring.http.port")).isEqualTo(8082);
    }

    @Test
    void shouldTellKeyValueAndExpectationWhenAValueIsWrong() {
        assertThat(mistakes(
                        Map.of("SCORING_HTTP_PORT", "eighty"),
                        "--scoring.batch.size=5000",
                        "--log.format=xml",
                        "--schema.registry.url="))
                .anySatisfy(text ->
                        assertThat(text).contains("scoring.http.port", "eighty", "SCORING_HTTP_PORT", "a whole number"))
                .anySatisfy(text -> assertThat(text).contains("scoring.batch.size", "5000", "1,...,1000"))
                .anySatisfy(text -> assertThat(text).contains("log.format", "xml", "text, json"))
                .anySatisfy(text -> assertThat(text).contains("schema.registry.url"))
                .hasSize(4);
    }

    @Test
    void shouldHideSecretsWhenPrinted() {
        Settings settings = load(
                Map.of("SCORING_WEBHOOK_KEY", "t0psecret", "KAFKA_SASL_JAAS_CONFIG", "user t0psecret"),
                "--serde.basic.auth.user.info=u:t0psecret");
        assertThat(settings.secret("scoring.webhook.key")).isEqualTo("t0psecret");
        assertThat(settings.kafka()).containsEntry("sasl.jaas.config", "user t0psecret");
        assertThat(settings.serde()).containsEntry("basic.auth.user.info", "u:t0psecret");
        assertThat(settings.toString())
                .doesNotContain("t0psecret")
                .contains("scoring.webhook.key=[hidden]", "kafka.sasl.jaas.config=[hidden]");
    }

    @Test
    void shouldHideCredentialsWhenAnAddressCarriesThem() {
        Settings settings = load(
                Map.of(),
                "--schema.registry.url=http://user:t0psecret@registry:8081/base",
                "--scoring.http.host=jdbc:postgresql://db:5432/x?user=me&password=t0psecret&ssl=true");
        assertThat(settings.printable())
                .containsEntry("schema.registry.url", "http://user:[hidden]@registry:8081/base")
                .containsEntry("scoring.http.host", "jdbc:postgresql://db:5432/x?user=me&password=[hidden]&ssl=true");
    }

    @Test
    void shouldHideTheHashWhenAKeyIsConfiguredByIt() {
        Settings settings = load(Map.of(), "--scoring.http.host=site:" + "0aB9".repeat(16) + ", crm:" + "f".repeat(64));
        assertThat(settings.printable()).containsEntry("scoring.http.host", "site:[hidden], crm:[hidden]");
    }

    @Test
    void shouldHandKafkaSettingsOnWhenTheyAreKafkas() {
        Settings settings = load(
                Map.of("KAFKA_SECURITY_PROTOCOL", "SSL", "KAFKA_BOOTSTRAP_SERVERS", "broker:9093"),
                "--kafka.producer.linger.ms=7",
                "--kafka.streams.num.stream.threads=3",
                "--kafka.streams.main.consumer.session.timeout.ms=3000");
        assertThat(settings.kafka()).isEqualTo(Map.of("bootstrap.servers", "broker:9093", "security.protocol", "SSL"));
        assertThat(settings.kafkaProducer()).containsEntry("linger.ms", "7").containsEntry("security.protocol", "SSL");
        assertThat(settings.kafkaConsumer()).doesNotContainKey("linger.ms");
        assertThat(settings.kafkaStreams())
                .containsEntry("num.stream.threads", "3")
                .containsEntry("main.consumer.session.timeout.ms", "3000");
    }

    @Test
    void shouldRefuseKafkaSettingsWhenKafkaDoesNotKnowThem() {
        assertThat(mistakes(Map.of(), "--kafka.producer.linger.mss=7"))
                .containsExactly("kafka.producer.linger.mss (command line) is not a setting; did you mean"
                        + " kafka.producer.linger.ms?");
    }

    @Test
    void shouldNameTheFileWhenItIsMissing() {
        Path missing = dir.resolve("none.properties");
        assertThat(mistakes(Map.of(), "--config", missing.toString()))
                .containsExactly("configuration file " + missing + " does not exist");
    }

    @Test
    void shouldNotQuoteAnArgumentWhenItHasNoKey() {
        assertThat(mistakes(Map.of(), "t0psecret"))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("argument 1").doesNotContain("t0psecret"));
    }

    @Test
    void shouldNameTheKeyWhenANeededOneIsMissing() {
        ConfigDef needed = CommonSettings.define("sink", 0)
                .define("sink.database.url", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "JDBC address.");
        SettingsException thrown = catchThrowableOfType(
                SettingsException.class, () -> SettingsLoader.load(needed, "sink", NO_ARGS, Map.of()));
        assertThat(thrown.mistakes()).containsExactly("sink.database.url is not set; it is needed: JDBC address.");
    }

    private Settings load(Map<String, String> env, String... args) {
        return SettingsLoader.load(def, "scoring", args, env);
    }

    private List<String> mistakes(Map<String, String> env, String... args) {
        return catchThrowableOfType(SettingsException.class, () -> load(env, args))
                .mistakes();
    }

    private String file(String content) throws IOException {
        return Files.writeString(dir.resolve("app.properties"), content).toString();
    }
}
