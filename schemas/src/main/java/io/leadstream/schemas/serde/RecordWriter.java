// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of generated classes. How each field is written is found out once for a schema and not at each value,
 * as Avro's own writer does, which takes several times as long. What it has no way of its own for is left to that
 * one. Thread-safe.
 */
final class RecordWriter<V extends SpecificRecord> implements DatumWriter<V> {

    private final SpecificData model;
    private final Map<String, Fields> records = new HashMap<>();
    private final ValueWriter root;

    /** Writes one value by the part of the schema that the writer was made for. */
    @FunctionalInterface
    private interface ValueWriter {
        void write(Object value, Encoder out) throws IOException;
    }

    RecordWriter(Schema schema, SpecificData model) {
        this.model = model;
        this.root = writer(schema);
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("a writer is made for one schema");
    }

    @Override
    public void write(V value, Encoder out) throws IOException {
        root.write(value, out);
    }

    private ValueWriter writer(Schema schema) {
        if (schema.getLogicalType() != null) {
            return logical(schema, schema.getLogicalType());
        }
        return switch (schema.getType()) {
            case RECORD -> fields(schema);
            case ENUM -> (value, out) -> out.writeEnum(position((Enum<?>) value));
            case ARRAY -> array(writer(schema.getElementType()));
            case MAP -> map(writer(schema.getValueType()));
            case UNION -> union(schema.getTypes(), schema);
            case STRING -> RecordWriter::writeText;
            case BYTES -> (value, out) -> out.writeBytes((ByteBuffer) value);
            case INT -> (value, out) -> out.writeInt((Integer) value);
            case LONG -> (value, out) -> out.writeLong((Long) value);
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) value);
            case DOUBLE -> (value, out) -> out.writeDouble((Double) value);
            case NULL, FLOAT, FIXED -> byAvro(schema);
        };
    }

    private ValueWriter logical(Schema schema, LogicalType type) {
        if (type instanceof LogicalTypes.TimestampMillis) {
            return (value, out) -> out.writeLong(((Instant) value).toEpochMilli());
        }
        if (type instanceof LogicalTypes.Date) {
            return (value, out) -> out.writeInt(Math.toIntExact(((LocalDate) value).toEpochDay()));
        }
        return byAvro(schema);
    }

    private ValueWriter byAvro(Schema schema) {
        return new SpecificDatumWriter<>(schema, model)::write;
    }

    @SuppressWarnings(
            "EnumOrdinal") // Avro writes the position of a symbol, and generated enums have the schema's order
    private static int position(Enum<?> constant) {
        return constant.ordinal();
    }

    private static void writeText(Object value, Encoder out) throws IOException {
        if (value instanceof String text) {
            out.writeString(text);
        } else {
            out.writeString((CharSequence) value);
        }
    }

    private static ValueWriter array(ValueWriter element) {
        return (value, out) -> {
            var elements = (Collection<?>) value;
            out.writeArrayStart();
            out.setItemCount(elements.size());
            for (Object one : elements) {
                out.startItem();
                element.write(one, out);
            }
            out.writeArrayEnd();
        };
    }

    private static ValueWriter map(ValueWriter element) {
        return (value, out) -> {
            var entries = (Map<?, ?>) value;
            out.writeMapStart();
            out.setItemCount(entries.size());
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                out.startItem();
                writeText(entry.getKey(), out);
                element.write(entry.getValue(), out);
            }
            out.writeMapEnd();
        };
    }

    private ValueWriter union(List<Schema> branches, Schema union) {
        ValueWriter[] writers = branches.stream().map(this::writer).toArray(ValueWriter[]::new);
        if (branches.size() == 2 && union.isNullable()) {
            int nothing = branches.get(0).getType() == Schema.Type.NULL ? 0 : 1;
            return (value, out) -> {
                out.writeIndex(value == null ? nothing : 1 - nothing);
                if (value != null) {
                    writers[1 - nothing].write(value, out);
                }
            };
        }
        return (value, out) -> {
            int branch = model.resolveUnion(union, value);
            out.writeIndex(branch);
            writers[branch].write(value, out);
        };
    }

    private Fields fields(Schema schema) {
        Fields known = records.get(schema.getFullName());
        if (known == null) {
            // Known before its fields are, because a record may contain itself.
            known = new Fields(schema);
            records.put(schema.getFullName(), known);
            for (Schema.Field field : schema.getFields()) {
                known.writers[field.pos()] = writer(field.schema());
            }
        }
        return known;
    }

    /** Writes a record. */
    private static final class Fields implements ValueWriter {

        private final Schema schema;
        private final ValueWriter[] writers;

        Fields(Schema schema) {
            this.schema = schema;
            this.writers = new ValueWriter[schema.getFields().size()];
        }

        @Override
        public void write(Object value, Encoder out) throws IOException {
            var record = (SpecificRecord) value;
            int field = 0;
            try {
                for (; field < writers.length; field++) {
                    writers[field].write(record.get(field), out);
                }
            } catch (NullPointerException | ClassCastException e) {
                throw new AvroTypeException(
                        schema.getName() + "." + schema.getFields().get(field).name() + " can't be "
                                + kindOf(record.get(field)),
                        e);
            }
        }

        private static String kindOf(@Nullable Object value) {
            return value == null ? "null" : value.getClass().getName();
        }
    }
}
