/// `template.yaml`, read and resolved: what CloudFormation would create, as values.
@NullMarked
package photos.local.template;

import org.jspecify.annotations.NullMarked;
