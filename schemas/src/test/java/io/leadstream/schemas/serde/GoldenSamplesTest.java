// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was released stays readable. {@code -Dgolden=add} writes a new version of each record that changed;
 * {@code -Dgolden=replace} overwrites the newest version, for what no release holds yet.
 */
class GoldenSamplesTest {

    private static final String UPDATE = System.getProperty("golden", "");

    static Stream<Class<? extends SpecificRecord>> published() {
        return PublishedRecords.all().stream();
    }

    static Stream<Class<? extends SpecificRecord>> generated() {
        return PublishedRecords.generated().stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void shouldBeTheNewestVersionWhenSchemaIsTodays(Class<? extends SpecificRecord> type) throws IOException {
        GoldenFiles files = new GoldenFiles(type);
        List<GoldenFiles.Version> versions = files.versions();
        Schema newest =
                versions.isEmpty() ? null : versions.get(versions.size() - 1).schema();
        boolean changed = !files.today().equals(newest);
        if (changed && UPDATE.equals("add")) {
            files.write(versions.size() + 1);
        } else if (changed && UPDATE.equals("replace")) {
            files.write(Math.max(1, versions.size()));
        } else {
            assertThat(changed)
                    .as(
                            "%s differs from its version %d. When that version was released, write version %d with"
                                    + " ./mvnw -pl schemas test -Dtest=GoldenSamplesTest -Dgolden=add and commit it;"
                                    + " when it was not, use -Dgolden=replace.",
                            type.getName(), versions.size(), versions.size() + 1)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void shouldReadEveryFieldWhenAnyReleasedVersionWrote(Class<? extends SpecificRecord> type) throws IOException {
        assumeTrue(UPDATE.isEmpty());
        GoldenFiles files = new GoldenFiles(type);
        for (GoldenFiles.Version version : files.versions()) {
            Recoding plain = new Recoding(version.schema(), type);
            assertThat(plain.toGeneric(version.sample())).isEqualTo(SampleRecords.of(version.schema()));

            GenericRecord expected = plain.toGeneric(version.sample(), files.today());
            assertThat(asGeneric(fromTopic(type, version), files.today())).isEqualTo(expected);
            assertThat(asGeneric(fromState(type, version), files.today())).isEqualTo(expected);
        }
    }

    private static <T extends SpecificRecord> SpecificRecord fromTopic(Class<T> type, GoldenFiles.Version version) {
        try (SchemaRegistry registry = MemorySchemaRegistry.shared("golden")) {
            int id = registry.register("golden", version.schema());
            byte[] framed = ByteBuffer.allocate(5 + version.sample().length)
                    .put((byte) 0)
                    .putInt(id)
                    .put(version.sample())
                    .array();
            return present(new AvroDeserializer<>(registry, type).deserialize("golden", framed));
        }
    }

    private static <T extends SpecificRecord> SpecificRecord fromState(Class<T> type, GoldenFiles.Version version) {
        byte[] framed = ByteBuffer.allocate(1 + version.sample().length)
                .put((byte) version.number())
                .put(version.sample())
                .array();
        return new StateSerde<>(type, SchemaVersions.of(type), 1_000_000).decode(framed, null);
    }

    private static SpecificRecord present(@Nullable SpecificRecord record) {
        assertThat(record).isNotNull();
        return Objects.requireNonNull(record);
    }

    private static GenericRecord asGeneric(SpecificRecord record, Schema schema) {
        return new Recoding(schema, record.getClass()).toGeneric(Recoding.bytes(record));
    }

    @ParameterizedTest
    @MethodSource("published")
    void shouldBeCompatibleWhenComparedWithAnyReleasedVersion(Class<? extends SpecificRecord> type) throws IOException {
        GoldenFiles files = new GoldenFiles(type);
        for (GoldenFiles.Version version : files.versions()) {
            assertReads(files.today(), version.schema());
            if (PublishedRecords.isOnCompactedTopic(type)) {
                assertReads(version.schema(), files.today());
            }
        }
    }

    private static void assertReads(Schema reader, Schema writer) {
        SchemaCompatibility.SchemaPairCompatibility pair =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(pair.getType())
                .as(() -> pair.getResult().getIncompatibilities().toString())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @ParameterizedTest
    @MethodSource("generated")
    void shouldBeDocumentedWhenGenerated(Class<? extends SpecificRecord> type) {
        Schema schema = new GoldenFiles(type).today();
        List<String> undocumented = new ArrayList<>();
        if (schema.getDoc() == null) {
            undocumented.add(schema.getName());
        }
        schema.getFields().stream()
                .filter(field -> field.doc() == null || field.doc().isBlank())
                .forEach(field -> undocumented.add(field.name()));

        assertThat(undocumented).as("without a doc in %s", type.getName()).isEmpty();
    }

    @Test
    void shouldBelongToARecordWhenVersionsAreKept() throws IOException {
        Set<String> records =
                PublishedRecords.all().stream().map(SchemaVersions::directory).collect(Collectors.toSet());
        for (Path root : GoldenFiles.roots()) {
            try (Stream<Path> folders = Files.list(root)) {
                assertThat(folders.map(folder -> folder.getFileName().toString()))
                        .containsExactlyInAnyOrderElementsOf(records);
            }
        }
    }

    @Test
    void shouldDefaultEnumsToASymbolWhenTheyMayGrow() {
        Map<String, Schema> enums = new TreeMap<>();
        PublishedRecords.generated().stream()
                .flatMap(type -> new GoldenFiles(type).today().getFields().stream())
                .forEach(field -> collectEnums(field.schema(), enums));

        assertThat(enums).allSatisfy((name, schema) -> {
            assertThat(schema.getEnumDefault()).as(name).isNotNull();
            assertThat(schema.getDoc()).as(name).isNotNull();
        });
    }

    private static void collectEnums(Schema schema, Map<String, Schema> enums) {
        switch (schema.getType()) {
            case ENUM -> enums.put(schema.getFullName(), schema);
            case UNION -> schema.getTypes().forEach(branch -> collectEnums(branch, enums));
            case ARRAY -> collectEnums(schema.getElementType(), enums);
            case MAP -> collectEnums(schema.getValueType(), enums);
            default -> {
                // a nested record is visited on its own, as every generated one is
            }
        }
    }
}
