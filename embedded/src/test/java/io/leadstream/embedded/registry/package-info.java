// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.embedded.registry;

import org.jspecify.annotations.NullMarked;
