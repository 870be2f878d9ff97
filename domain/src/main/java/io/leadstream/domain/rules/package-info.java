// SPDX-License-Identifier: Apache-2.0
/** Rules as data: conditions that are compiled once and matched often, and the files they are read from. */
@NullMarked
package io.leadstream.domain.rules;

import org.jspecify.annotations.NullMarked;
