// SPDX-License-Identifier: Apache-2.0
/** A Kafka broker and a PostgreSQL server that start and stop with this process and keep their data in a folder. */
@NullMarked
package io.leadstream.embedded;

import org.jspecify.annotations.NullMarked;
