/** What people install: images, a service, manifests, and what they watch it with. */
@NullMarked
package dev.zoomstatus.delivery;

import org.jspecify.annotations.NullMarked;
