// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ConditionKind;
import io.leadstream.schemas.scoring.LeadProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

    private static final String TOPIC = "lead-profiles";

    private final CountingRegistry registry = new CountingRegistry();
    private final AvroSerializer<LeadProfile> serializer = serializer(Map.of());
    private final AvroDeserializer<LeadProfile> deserializer = new AvroDeserializer<>(registry, LeadProfile.class);
    private final LeadProfile profile = SampleRecords.of(LeadProfile.class);

    private AvroSerializer<LeadProfile> serializer(Map<String, ?> settings) {
        return new AvroSerializer<>(registry, new SerdeConfig(settings));
    }

    private byte[] written() {
        return Objects.requireNonNull(serializer.serialize(TOPIC, profile));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldKeepTombstonesWhenValueIsNull() {
        assertThat(serializer.serialize(TOPIC, null)).isNull();
        assertThat(deserializer.deserialize(TOPIC, null)).isNull();
    }

    @Test
    void shouldAskRegistryOnceWhenManyRecordsPass() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(deserializer.deserialize(TOPIC, written())).isEqualTo(profile);
        }

        assertThat(registry.asked).hasValue(2);
    }

    @Test
    void shouldAskRegistryOncePerTopicAndSchemaWhenTopicsAlternate() {
        for (int i = 0; i < 10; i++) {
            serializer.serialize("one", profile);
            serializer.serialize("other", profile);
        }

        assertThat(registry.asked).hasValue(2);
    }

    @Test
    void shouldRefuseRecordWhenItIsCutAnywhere() {
        byte[] bytes = written();

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> deserializer.deserialize(TOPIC, cut))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageStartingWith("record of lead-profiles ");
        }
    }

    @Test
    void shouldRefuseRecordWhenBytesAreLeftOver() {
        byte[] bytes = written();

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("left over");
    }

    @Test
    void shouldRefuseRecordWhenMagicByteIsAnother() {
        byte[] bytes = written();
        bytes[0] = 1;

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("zero byte");
    }

    @Test
    void shouldBlameRecordWhenNobodyKnowsItsId() {
        byte[] bytes = written();
        bytes[1] = 9;

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
                .isInstanceOf(SerializationException.class)
                .hasCauseInstanceOf(RegistryException.class);
    }

    @Test
    void shouldNotBlameRecordWhenRegistryIsAway() {
        byte[] bytes = written();
        registry.failure = new RegistryException("away", true);

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes)).isInstanceOf(RegistryException.class);

        registry.failure = null;
        assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(profile);
    }

    @Test
    void shouldOnlyEverRefuseWhenBytesAreDamaged() {
        byte[] bytes = written();
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes.clone();
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt();
            }
            assertThatCode(() -> {
                        try {
                            deserializer.deserialize(TOPIC, damaged);
                        } catch (SerializationException e) {
                            assertThat(e).hasMessageStartingWith("record of lead-profiles ");
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }

    @Test
    @SuppressWarnings("EnumOrdinal") // Avro writes the position of a symbol
    void shouldRefuseRecordWhenItNestsDeeperThanTheStack() {
        int id = registry.register("any", Condition.getClassSchema());
        AvroDeserializer<Condition> conditions = new AvroDeserializer<>(registry, Condition.class);
        byte[] forged = new byte[800_000];
        forged[4] = (byte) id;
        byte[] level = {(byte) (ConditionKind.ALL.ordinal() * 2), 0, 0, 0, 2};
        for (int at = 5; at + level.length <= forged.length; at += level.length) {
            System.arraycopy(level, 0, forged, at, level.length);
        }

        assertThatThrownBy(() -> conditions.deserialize(TOPIC, forged))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("nests too deeply");
    }

    @Test
    void shouldRefuseRecordWhenItIsLargerThanAllowed() {
        AvroSerializer<LeadProfile> small = serializer(Map.of(SerdeConfig.MAX_RECORD_BYTES, 2_000));
        profile.setAddress("x".repeat(2_000));

        assertThatThrownBy(() -> small.serialize(TOPIC, profile))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("LeadProfile for lead-profiles has ")
                .hasMessageContaining("max.record.bytes allows 2000");
    }

    @Test
    void shouldAllowLargeRecordWhenItIsBelowTheLimit() {
        profile.setAddress("x".repeat(800_000));

        assertThat(deserializer.deserialize(TOPIC, written())).isEqualTo(profile);
    }

    @Test
    void shouldWriteNextRecordCleanlyWhenOneFailedHalfWay() {
        byte[] before = written();
        LeadProfile broken = SampleRecords.of(LeadProfile.class);
        broken.setSource(null);

        assertThatThrownBy(() -> serializer.serialize(TOPIC, broken))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("source");
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void shouldReadIntoTodaysClassWhenWriterWasOlder() {
        Schema today = LeadProfile.getClassSchema();
        Schema old = Schema.createRecord(today.getName(), "old", today.getNamespace(), false);
        List<Schema.Field> fields = new ArrayList<>();
        today.getFields().stream()
                .filter(field -> !field.name().equals("salesReady"))
                .forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("retired", Schema.create(Schema.Type.STRING)));
        old.setFields(fields);
        int id = registry.register("any", old);
        byte[] body = new Recoding(old, LeadProfile.class).genericBytes(SampleRecords.of(old));
        byte[] bytes = new byte[body.length + 5];
        bytes[4] = (byte) id;
        System.arraycopy(body, 0, bytes, 5, body.length);

        profile.setSalesReady(false);
        assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(profile);
    }

    @Test
    void shouldRefuseRecordWhenItIsOfAnotherKind() {
        byte[] activity = new AvroSerializer<Activity>(registry, new SerdeConfig(Map.of()))
                .serialize("activities", SampleRecords.of(Activity.class));

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, activity))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Activity");
    }

    @Test
    void shouldRefuseRecordWhenItsSchemaNamesAClassThatIsNotOurs() {
        try (AvroDeserializer<LeadProfile> open = new AvroDeserializer<>()) {
            String scope = "memory://foreign";
            open.configure(Map.of(SerdeConfig.REGISTRY_URL, scope), false);
            try (SchemaRegistry same = SchemaRegistries.open(Map.of(SerdeConfig.REGISTRY_URL, scope))) {
                for (String name : List.of("org.example.Unknown", "java.lang.ProcessBuilder")) {
                    int id = same.register(
                            "any", SchemaBuilder.record(name).fields().endRecord());
                    assertThatThrownBy(() -> open.deserialize(TOPIC, new byte[] {0, 0, 0, 0, (byte) id}))
                            .isInstanceOf(SerializationException.class)
                            .hasMessageContaining(name);
                }
            }
        }
    }

    @Test
    void shouldReadAndWriteWhenKafkaMakesTheClasses() {
        Map<String, String> settings = Map.of(SerdeConfig.REGISTRY_URL, "memory://by-kafka");
        try (AvroSerializer<LeadProfile> writing = new AvroSerializer<>();
                AvroDeserializer<LeadProfile> reading = new AvroDeserializer<>()) {
            writing.configure(settings, false);
            reading.configure(settings, false);

            assertThat(reading.deserialize(TOPIC, writing.serialize(TOPIC, profile)))
                    .isEqualTo(profile);
            assertThatThrownBy(() -> writing.configure(settings, true)).isInstanceOf(ConfigException.class);
            assertThatThrownBy(() -> reading.configure(settings, true)).isInstanceOf(ConfigException.class);
        }
    }

    @Test
    void shouldWriteNothingWhenSchemaMustBeRegisteredAndIsNot() {
        AvroSerializer<LeadProfile> strict = serializer(Map.of(SerdeConfig.AUTO_REGISTER, "false"));

        assertThatThrownBy(() -> strict.serialize(TOPIC, profile))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retriable()).isFalse());

        registry.register("lead-profiles-value", LeadProfile.getClassSchema());
        assertThat(strict.serialize(TOPIC, profile)).isEqualTo(written());
    }

    @Test
    void shouldReadTheSameWhenManyThreadsShareOneSerde() throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                LeadProfile own = SampleRecords.of(LeadProfile.class);
                own.setAddress("x".repeat(thread * 3_000));
                results.add(threads.submit(() -> {
                    boolean same = true;
                    for (int i = 0; i < 5_000; i++) {
                        same &= own.equals(deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, own)));
                    }
                    return same;
                }));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldWriteWhatPlainAvroReadsWhenReaderSharesNoCode() {
        byte[] bytes = written();
        GenericData.Record plain = (GenericData.Record) new Recoding(LeadProfile.getClassSchema(), LeadProfile.class)
                .toGeneric(Arrays.copyOfRange(bytes, 5, bytes.length));

        assertThat(plain.get("email")).hasToString(profile.getEmail());
        assertThat(plain).isEqualTo(SampleRecords.of(LeadProfile.getClassSchema()));
    }
}
