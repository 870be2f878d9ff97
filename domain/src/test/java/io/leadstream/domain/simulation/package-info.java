// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.domain.simulation;

import org.jspecify.annotations.NullMarked;
