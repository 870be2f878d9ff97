// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The released schema versions of one record, which ship with the program, and one sample of bytes per version, which is
 * never written again once that version is out.
 */
record GoldenFiles(Class<? extends SpecificRecord> type) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCHEMAS = Path.of("src", "main", "resources");
    private static final Path SAMPLES = Path.of("src", "test", "resources", "golden");

    /** One released version. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Version(int number, Schema schema, byte[] sample) {}

    Schema today() {
        return SpecificData.getForClass(type).getSchema(type);
    }

    List<Version> versions() throws IOException {
        List<Version> versions = new ArrayList<>();
        for (int number = 1; Files.exists(schemaFile(number)); number++) {
            versions.add(new Version(
                    number,
                    new Schema.Parser().parse(Files.readString(schemaFile(number))),
                    Files.readAllBytes(sampleFile(number))));
        }
        return versions;
    }

    /** Writes today's schema and a sample as the given version. */
    void write(int number) throws IOException {
        Files.createDirectories(schemaFile(number).getParent());
        Files.createDirectories(sampleFile(number).getParent());
        Files.writeString(schemaFile(number), JSON.readTree(today().toString()).toPrettyString() + "\n");
        Files.write(sampleFile(number), new Recoding(today(), type).genericBytes(SampleRecords.of(today())));
    }

    private Path schemaFile(int number) {
        return SCHEMAS.resolve(SchemaVersions.resource(type, number).substring(1));
    }

    private Path sampleFile(int number) {
        return SAMPLES.resolve(SchemaVersions.directory(type)).resolve(number + ".avro");
    }

    /** Folders that hold versions or samples. */
    static List<Path> roots() {
        return List.of(SCHEMAS.resolve(Path.of("io", "leadstream", "schemas", "versions")), SAMPLES);
    }
}
