// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of any schema with a value of its own in every field, none of them the default. The same schema always gives
 * the same record.
 */
final class SampleRecords {

    private static final int NESTING = 3;

    private SampleRecords() {}

    static GenericRecord of(Schema schema) {
        return record(schema, schema.getName(), NESTING);
    }

    /** The sample as an instance of its generated class. */
    static <T extends SpecificRecord> T of(Class<T> type) {
        SpecificData model = SpecificData.getForClass(type);
        Schema schema = model.getSchema(type);
        return type.cast(new Recoding(schema, type).toSpecific(of(schema)));
    }

    private static GenericRecord record(Schema schema, String path, int nesting) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema(), path + "." + field.name(), nesting));
        }
        return record;
    }

    /** A record that may hold another of its kind has to end somewhere. */
    private static boolean endsHere(Schema union, Schema last, int nesting) {
        return nesting <= 0 && union.isNullable() && last.getType() == Schema.Type.RECORD;
    }

    private static @Nullable Object value(Schema schema, String path, int nesting) {
        int number = Math.floorMod(path.hashCode(), 1_000_000) + 1;
        return switch (schema.getType()) {
            case RECORD -> record(schema, path, nesting - 1);
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(0));
            case ARRAY -> nesting > 0 ? List.of(value(schema.getElementType(), path + "[0]", nesting)) : List.of();
            case MAP -> Map.of("key", value(schema.getValueType(), path + "{key}", nesting));
            case UNION -> {
                Schema last = schema.getTypes().get(schema.getTypes().size() - 1);
                yield endsHere(schema, last, nesting) ? null : value(last, path, nesting);
            }
            case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
            case STRING -> path + " \u00fc\u4e2d\ud83d\ude80";
            case BYTES -> ByteBuffer.wrap(new byte[] {0, 1, -1});
            case INT -> number;
            case LONG -> schema.getLogicalType() == null ? (long) number : 1_790_000_000_000L + number;
            case FLOAT -> number / 8f;
            case DOUBLE -> number / 8d;
            case BOOLEAN -> true;
            case NULL -> throw new IllegalArgumentException(path + " is null only");
        };
    }
}
