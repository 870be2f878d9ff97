// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

/** One column of rows of {@code R}. */
record Column<R>(String name, ColumnType type, Columns.Value<R> value) {}
