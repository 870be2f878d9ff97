// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas;

import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.serde.TopicSerdes;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificData;

/** The first thing that a JVM does with our records. */
final class FirstUse {

    private FirstUse() {}

    public static void main(String[] args) {
        System.out.println(
                switch (args[0]) {
                    case "builder" -> Condition.newBuilder().build().getKind();
                    case "foreign-deserializer" -> classThatAForeignDeserializerMakes();
                    default -> throw new IllegalArgumentException(args[0]);
                });
    }

    private static Class<?> classThatAForeignDeserializerMakes() {
        TopicSerdes.from(Map.of("schema.registry.url", "memory://first")).close();
        return new SpecificData()
                .getClass(SchemaBuilder.record("io.leadstream.schemas.rules.Condition")
                        .fields()
                        .endRecord());
    }
}
