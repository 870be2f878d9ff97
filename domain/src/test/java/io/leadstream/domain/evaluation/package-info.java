// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.domain.evaluation;

import org.jspecify.annotations.NullMarked;
