/// DynamoDB on this machine: AWS's DynamoDB Local as a process, with the table of the template.
@NullMarked
package photos.local.dynamodb;

import org.jspecify.annotations.NullMarked;
