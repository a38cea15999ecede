/** What every room needs: progress and cancelling, the errors a user can act on, small vectors, version. */
package org.vertebrafe.base;
