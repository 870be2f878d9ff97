// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.capture.kafka;

import org.jspecify.annotations.NullMarked;
