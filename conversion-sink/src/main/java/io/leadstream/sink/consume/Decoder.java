// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.serde.RegistryException;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.sink.table.Feed;
import io.leadstream.sink.table.Feeds;
import io.leadstream.sink.table.Position;
import io.leadstream.sink.table.StreamDeadLetters;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Turns records into facts, by the topic they came from. Thread-safe. */
public final class Decoder {

    /** Applications whose dead letters are kept as rejected inputs. */
    public static final List<String> STREAMS = List.of("lead-scoring", "lead-assignment");

    private final Map<String, Reader> readers = new TreeMap<>();

    /** A decoder of every topic of the catalogue and of the streams' dead letters. */
    public Decoder(TopicSerdes serdes) {
        for (Feed<?> feed : Feeds.all()) {
            readers.put(feed.topic().name(), reader(feed, serdes));
        }
        for (String stream : STREAMS) {
            readers.put(
                    TopicProvisioner.deadLetters(stream),
                    letter -> changes -> StreamDeadLetters.apply(letter, position(letter), changes));
        }
    }

    /** Names of all topics that can be decoded. */
    public List<String> topics() {
        return new ArrayList<>(readers.keySet());
    }

    /**
     * Decodes a record; null for a tombstone, which says that a key is gone and changes nothing here.
     *
     * @throws UndecodableException when the record is at fault
     * @throws RegistryException when the registry can't be reached, so that nothing can be said of the record
     */
    @Nullable
    Fact decode(ConsumerRecord<byte[], byte[]> source) throws UndecodableException {
        Reader reader = readers.get(source.topic());
        if (reader == null) {
            throw new IllegalArgumentException("nobody subscribed to " + source.topic());
        }
        try {
            Fact.Effect effect = reader.read(source);
            return effect == null ? null : new Fact(source, effect);
        } catch (SerializationException | AvroRuntimeException e) {
            if (registryAway(e)) {
                throw new RegistryException("the schema registry is away: " + e.getMessage(), e, true);
            }
            throw new UndecodableException(e);
        }
    }

    private static <V extends SpecificRecord> Reader reader(Feed<V> feed, TopicSerdes serdes) {
        Deserializer<V> deserializer = serdes.valueOf(feed.topic()).deserializer();
        Class<V> type = feed.topic().valueType();
        return source -> {
            // Not trusted to be of the class: which deserializer it is, is the deployment's choice.
            Object value = deserializer.deserialize(source.topic(), source.headers(), source.value());
            if (value == null) {
                return null;
            }
            if (!type.isInstance(value)) {
                throw new SerializationException("is a " + value.getClass().getName() + ", not a " + type.getName());
            }
            V decoded = type.cast(value);
            return changes -> feed.projection().apply(decoded, position(source), changes);
        };
    }

    private static Position position(ConsumerRecord<?, ?> source) {
        return new Position(source.topic(), source.partition(), source.offset());
    }

    private static boolean registryAway(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException
                    || cause instanceof SocketException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof HttpTimeoutException) {
                return true;
            }
        }
        return false;
    }

    @FunctionalInterface
    private interface Reader {
        Fact.@Nullable Effect read(ConsumerRecord<byte[], byte[]> source);
    }

    /** The bytes are no record of the topic. */
    static final class UndecodableException extends Exception {

        private static final long serialVersionUID = 1L;

        UndecodableException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
