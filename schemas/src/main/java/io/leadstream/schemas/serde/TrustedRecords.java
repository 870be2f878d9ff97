// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro makes no class that a schema names unless it is trusted, since a schema comes from outside. Ours are trusted by
 * being generated records or enums of our packages. The list is Avro's own and one per JVM, so that replaced
 * deserializer classes profit as well; who is trusted already stays so.
 */
final class TrustedRecords {

    private static final String PACKAGE = "io.leadstream.schemas.";

    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), TrustedRecords::isOurs));
    }

    private TrustedRecords() {}

    /** Makes sure that the trust is in place; repeats cost nothing. */
    static void trust() {
        // loading this class has done it
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(PACKAGE) && (type.isEnum() || SpecificRecord.class.isAssignableFrom(type));
    }
}
