// SPDX-License-Identifier: Apache-2.0
/** What each record of each topic changes in the database, and the statements that change it. */
@NullMarked
package io.leadstream.sink.table;

import org.jspecify.annotations.NullMarked;
