CREATE TABLE security_detections (id bigint);
