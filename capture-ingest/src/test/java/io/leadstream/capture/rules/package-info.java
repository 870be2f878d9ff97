// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.capture.rules;

import org.jspecify.annotations.NullMarked;
