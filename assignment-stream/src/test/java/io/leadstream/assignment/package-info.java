// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.assignment;

import org.jspecify.annotations.NullMarked;
