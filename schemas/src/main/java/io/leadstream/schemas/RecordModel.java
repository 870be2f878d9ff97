// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas;

import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Where generated records get their Avro model from. Avro makes no class that a schema names unless it is trusted, since
 * a schema may come from outside; that also goes for the defaults of a builder. Our generated records and enums are
 * trusted from the moment that the first of them is loaded. The list is Avro's own and one per JVM, so that replaced
 * deserializer classes profit as well; whoever is trusted already stays so.
 */
public final class RecordModel {

    private static final String PACKAGE = "io.leadstream.schemas.";

    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), RecordModel::isOurs));
    }

    private RecordModel() {}

    /** A model of its own for one generated class; the build puts this call where Avro's compiler makes a model. */
    public static SpecificData create() {
        return new SpecificData();
    }

    /** For who has Avro look up classes by name before any of them is loaded. */
    public static void trust() {
        // loading this class has done it
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(PACKAGE) && (type.isEnum() || SpecificRecord.class.isAssignableFrom(type));
    }
}
