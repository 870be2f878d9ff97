// SPDX-License-Identifier: Apache-2.0
/** Running a Kafka Streams topology so that poison is set aside and a broken machine is admitted. */
@NullMarked
package io.leadstream.runtime.streams;

import org.jspecify.annotations.NullMarked;
