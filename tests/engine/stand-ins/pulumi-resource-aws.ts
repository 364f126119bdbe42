import { serveProvider } from "./resource-provider";

serveProvider("aws", "7.48.0");
