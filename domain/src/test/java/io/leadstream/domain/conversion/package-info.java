// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.domain.conversion;

import org.jspecify.annotations.NullMarked;
