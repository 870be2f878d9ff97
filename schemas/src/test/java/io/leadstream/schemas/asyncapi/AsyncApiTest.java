// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/asyncapi.yaml is what the catalogue says; {@code -Dleadstream.docs.write=true} writes it anew. */
class AsyncApiTest {

    private static final Path PAGE = Path.of("..", "docs", "asyncapi.yaml");
    private static final String OFFICIAL = "/asyncapi/asyncapi-3.0.0.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    @BeforeAll
    static void writeWhenTold() throws IOException {
        if (Boolean.getBoolean("leadstream.docs.write")) {
            Files.writeString(PAGE, generated());
        }
    }

    private static String generated() throws IOException {
        return "# Generated from the topic catalogue and the Avro schemas; see docs/schemas.md.\n"
                + YAML.writeValueAsString(AsyncApi.of(Topics.all()));
    }

    @Test
    void shouldBeThePageWhenGenerated() throws IOException {
        assertThat(firstDifference(Files.readString(PAGE), generated()))
                .as("./mvnw -q -pl schemas test -Dtest=AsyncApiTest -Dleadstream.docs.write=true writes it")
                .isEmpty();
    }

    @Test
    void shouldBeValidWhenCheckedAgainstTheOfficialSchema() throws IOException {
        assertThat(mistakes(YAML.readTree(PAGE.toFile()))).isEmpty();
    }

    @Test
    void shouldBeRefusedByTheOfficialSchemaWhenSomethingIsWrong() throws IOException {
        ObjectNode action = (ObjectNode) YAML.readTree(PAGE.toFile());
        ((ObjectNode) action.at("/operations/write-lead-assignments")).put("action", "publish");
        ObjectNode avro = (ObjectNode) YAML.readTree(PAGE.toFile());
        ((ObjectNode) avro.at("/components/schemas/LeadAssignment/schema")).remove("fields");
        ObjectNode binding = (ObjectNode) YAML.readTree(PAGE.toFile());
        ((ObjectNode) binding.at("/channels/rosters/bindings/kafka")).put("partitions", "one");

        assertThat(mistakes(action)).isNotEmpty();
        assertThat(mistakes(avro)).isNotEmpty();
        assertThat(mistakes(binding)).isNotEmpty();
    }

    @Test
    void shouldLeadSomewhereWhenItRefers() throws IOException {
        JsonNode document = YAML.readTree(PAGE.toFile());

        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void shouldCarryTheSchemasOfTheTopicsWhenReadByAvro() throws IOException {
        JsonNode document = YAML.readTree(PAGE.toFile());
        Set<String> named = new TreeSet<>();
        document.get("channels").fieldNames().forEachRemaining(named::add);

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all().stream().map(Topic::name).toList());
        for (Topic<?> topic : Topics.all()) {
            JsonNode schema =
                    document.at("/components/schemas/" + topic.valueType().getSimpleName() + "/schema");
            assertThat(SchemaNormalization.parsingFingerprint64(new Schema.Parser().parse(schema.toString())))
                    .as(topic.name())
                    .isEqualTo(SchemaNormalization.parsingFingerprint64(topic.schema()));
        }
    }

    /** Of two pages of thousands of lines only where they part. */
    private static String firstDifference(String page, String generated) {
        List<String> is = page.lines().toList();
        List<String> shouldBe = generated.lines().toList();
        for (int i = 0; i < Math.max(is.size(), shouldBe.size()); i++) {
            String one = i < is.size() ? is.get(i) : "(end)";
            String other = i < shouldBe.size() ? shouldBe.get(i) : "(end)";
            if (!one.equals(other)) {
                return "line " + (i + 1) + " is " + one.strip() + ", should be " + other.strip();
            }
        }
        return "";
    }

    private static Set<ValidationMessage> mistakes(JsonNode document) throws IOException {
        try (InputStream official = AsyncApiTest.class.getResourceAsStream(OFFICIAL)) {
            JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(JSON.readTree(official));
            return schema.validate(document);
        }
    }
}
