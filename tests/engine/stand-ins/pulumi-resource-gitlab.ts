import { serveProvider } from "./resource-provider";

serveProvider("gitlab", "10.1.1");
