/** n8n's engine prints every error of a node; in the tests most of them are meant to happen. */
process.env.N8N_LOG_LEVEL = 'silent';

/** Node's own: Jest keeps 100 lines of every stack, and n8n's engine takes one for each line that it does not log. */
Error.stackTraceLimit = 10;
