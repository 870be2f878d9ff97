// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas;

import io.leadstream.schemas.rules.Condition;

/** Builds one record whose enum and arrays are left to their defaults. */
final class BuildRecord {

    private BuildRecord() {}

    public static void main(String[] args) {
        System.out.println(Condition.newBuilder().build().getKind());
    }
}
