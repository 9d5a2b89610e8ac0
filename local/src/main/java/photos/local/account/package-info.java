/// The one account of the local mode: region, number and key pair that every part agrees on.
@NullMarked
package photos.local.account;

import org.jspecify.annotations.NullMarked;
