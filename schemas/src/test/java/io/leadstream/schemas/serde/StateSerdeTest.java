// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.schemas.capture.Campaign;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class StateSerdeTest {

    private static final Schema FIRST = SchemaBuilder.record("io.leadstream.schemas.capture.Campaign")
            .fields()
            .requiredString("source")
            .requiredInt("retired")
            .endRecord();

    private final StateSerde<Campaign> serde = serde(FIRST, Campaign.getClassSchema());
    private final Campaign campaign = SampleRecords.of(Campaign.class);

    private static StateSerde<Campaign> serde(Schema... released) {
        return new StateSerde<>(Campaign.class, new SchemaVersions(List.of(released)), 1_000);
    }

    @Test
    void shouldBeginWithTheVersionWhenWriting() {
        assertThat(serde.encode(campaign)).startsWith(2).hasSize(1 + Recoding.bytes(campaign).length);
        assertThat(serde().encode(campaign)).startsWith(1);
    }

    @Test
    void shouldResolveSchemaWhenAnEarlierReleaseWrote() {
        byte[] body = new Recoding(FIRST, Campaign.class).genericBytes(SampleRecords.of(FIRST));
        byte[] bytes = new byte[body.length + 1];
        bytes[0] = 1;
        System.arraycopy(body, 0, bytes, 1, body.length);

        Campaign read = serde.decode(bytes, null);

        assertThat(read.getSource()).isEqualTo(SampleRecords.of(FIRST).get("source"));
        assertThat(read.getMedium()).isNull();
    }

    @Test
    void shouldReturnTheSameObjectWhenItMayBeReused() {
        Campaign old = new Campaign();
        old.setTerm("old");

        assertThat(serde.decode(serde.encode(campaign), old)).isSameAs(old).isEqualTo(campaign);
    }

    @Test
    void shouldRefuseStateWhenANewerReleaseWroteIt() {
        byte[] bytes = serde.encode(campaign);
        bytes[0] = 3;

        assertThatThrownBy(() -> serde.decode(bytes, null))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("newer release: version 3");
    }

    @Test
    void shouldRefuseStateWhenBytesAreDamaged() {
        byte[] bytes = serde.encode(campaign);
        List<byte[]> damaged = List.of(
                new byte[0],
                new byte[] {0},
                new byte[] {-1},
                Arrays.copyOf(bytes, bytes.length - 1),
                Arrays.copyOf(bytes, bytes.length + 1));

        assertThat(damaged).allSatisfy(some -> assertThatThrownBy(() -> serde.decode(some, null))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("Campaign "));
    }

    @Test
    void shouldRefuseStateWhenItIsTooLargeForAChangelog() {
        campaign.setTerm("x".repeat(1_000));

        assertThatThrownBy(() -> serde.encode(campaign))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("max.record.bytes allows 1000");
    }
}
