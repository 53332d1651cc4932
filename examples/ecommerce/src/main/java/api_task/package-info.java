/**
 * The handlers of the workflow {@code api_task/integration_yaml_example}: five steps and the task
 * itself. They use Tasker's {@code dev.tasker.api} and what every Jakarta EE server gives.
 */
package api_task;
