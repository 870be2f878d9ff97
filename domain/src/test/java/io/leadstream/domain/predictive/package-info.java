// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.domain.predictive;

import org.jspecify.annotations.NullMarked;
