// SPDX-License-Identifier: Apache-2.0
/** Kafka, registry, PostgreSQL and every service in one process, over one data folder. */
@NullMarked
package io.leadstream.standalone.stack;

import org.jspecify.annotations.NullMarked;
