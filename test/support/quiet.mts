/** n8n's engine prints every error of a node; in the tests most of them are meant to happen. */
process.env.N8N_LOG_LEVEL = 'silent';
